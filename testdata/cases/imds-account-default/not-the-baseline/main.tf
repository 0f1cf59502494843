# An application's stack says nothing of the account.
resource "aws_sns_topic" "orders" {
  name = "orders"
}
