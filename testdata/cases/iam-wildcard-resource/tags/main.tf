# The tags of a resource say which it is; those of a request the caller writes, whatever the service calls them.
locals {
  of = {
    pass_glue              = { action = "glue:UpdateJob", key = "aws:ResourceTag/team" }
    pass_database          = { action = "rds:DeleteDBInstance", key = "rds:db-tag/team" }
    pass_replication       = { action = "dms:DeleteReplicationInstance", key = "dms:rep-tag/team" }
    pass_pipeline          = { action = "datapipeline:DeletePipeline", key = "datapipeline:Tag/team" }
    pass_access_point      = { action = "s3:DeleteAccessPoint", key = "s3:AccessPointTag/team" }
    pass_directory_bucket  = { action = "s3express:DeleteBucket", key = "s3express:BucketTag/team" }
    pass_table_bucket      = { action = "s3tables:DeleteTableBucket", key = "s3tables:TableBucketTag/team" }
    deny_glue              = { action = "glue:CreateJob", key = "aws:RequestTag/team" }
    deny_database          = { action = "rds:CreateDBInstance", key = "rds:req-tag/team" }
    deny_replication       = { action = "dms:CreateReplicationTask", key = "dms:req-tag/team" }
    deny_cluster           = { action = "elasticmapreduce:CreateEditor", key = "elasticmapreduce:RequestTag/team" }
    deny_object            = { action = "s3:PutObject", key = "s3:RequestObjectTag/team" }
    deny_keys_of_an_object = { action = "s3:PutObject", key = "s3:RequestObjectTagKeys" }
  }
}

resource "aws_iam_policy" "each" {
  for_each = local.of
  name     = each.key
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = each.value.action, Resource = "*", Condition = { StringEquals = { (each.value.key) = "data" } } }]
  })
}
