# Keys that say what for, and not who.
resource "aws_kms_key" "deny_grants_for_services" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "kms:*", Resource = "*" },
      { Effect = "Allow", Principal = { AWS = "*" }, Action = "kms:CreateGrant", Resource = "*", Condition = { Bool = { "kms:GrantIsForAWSResource" = "true" } } },
    ]
  })
}

resource "aws_kms_key" "pass_grants_for_services_of_an_account" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "kms:*", Resource = "*" },
      { Effect = "Allow", Principal = { AWS = "*" }, Action = "kms:CreateGrant", Resource = "*", Condition = { Bool = { "kms:GrantIsForAWSResource" = "true" }, StringEquals = { "kms:CallerAccount" = "123456789012" } } },
    ]
  })
}

resource "aws_cloudwatch_event_bus" "orders" {
  name = "orders"
}

resource "aws_cloudwatch_event_bus_policy" "bus" {
  for_each       = { deny_source = "events:source", deny_kind = "events:detail-type" }
  event_bus_name = aws_cloudwatch_event_bus.orders.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "put", Effect = "Allow", Principal = "*", Action = "events:PutEvents", Resource = "*", Condition = { StringEquals = { (each.value) = "orders" } } }]
  })
}
