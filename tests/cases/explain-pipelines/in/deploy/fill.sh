#!/bin/sh
sed -e "s|<STAGE>|$STAGE|" -e "s|<REGION>|$AWS_REGION|g" \
  -e "s|<ACCOUNT>|$ACCOUNT|g" deploy/taskdef.json > taskdef.json
