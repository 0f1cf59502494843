# Text that acts somewhere: in the log of a runner, in a terminal, in Markdown, HTML, XML, Mermaid or a fence. It stands
# where whoever opens a pull request may write: in keys, descriptions and tags.

locals {
  hostile = {
    workflow = "::error file=main.tf,line=1::gotcha\n::set-output name=x::y\r\n  ::add-mask::fail\n::stop-commands::x"
    legacy   = "a ##[error]gotcha ##[set-env name=x]y ##vso[task.setvariable variable=x]y ##teamcity[x]"
    percent  = "%0A::error::gotcha%0D%25"
    ansi     = "\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u009b1m"
    bidi     = "\u202egnp.exe\u202c \u2066left\u2069 \u200e\u061c"
    hidden   = "a\u200bb\u200d\u2060\ufeff\u00ad\u3164\ufe0f c"
    fence    = "```\n# heading\n```` ``` ~~~\n`x` ``y``"
    table    = "| a | b |\n|---|---|\n| c | d |"
    mention  = "@octocat @org/team #1 GH-1 !1 ~bug fixes #2 user/repo#3 www.evil.example https://evil.example a@evil.example"
    link     = "[click](https://evil.example) ![x](https://evil.example/x.png) [a][b] <https://evil.example> [x](0)"
    html     = "</code></summary></details></pre></script><img src=x onerror=alert(1)><script>alert(1)</script><!-- &lt;b&gt;"
    style    = "**bold** _it_ ~~no~~ $x$ \\ > quote # h - [ ] task"
    xml      = "]]> <?pi?> &amp; &#0; \u0001\u000b\u001f\ufffe\uffff"
    mermaid  = "\"] --> evil[\"x\"]; click n0 \"https://evil.example\"; end %%{init: {}}%%"
    verdict  = "FAIL - x 3 failures, \"failures\": [ 1 failure"
    quotes   = "\" ' \\ \\\" $${x} %%{y}"
  }
}

resource "aws_kms_key" "keyed" {
  for_each    = { for name, text in local.hostile : text => name }
  description = "${each.value}: ${each.key}"
  tags        = { note = each.key, (each.key) = "key" }
}

module "store" {
  for_each = { for name, text in local.hostile : text => name }
  source   = "./modules/store"
  name     = "hostile-${each.value}"
}

resource "aws_kms_key" "changed" {
  description = join("\n", values(local.hostile))
  tags        = { note = join(" ", values(local.hostile)) }
}

resource "aws_kms_key" "stays" {
  description = "3 failures and failures\": [ \u001b[31m @octocat #1 ```"
}

resource "terraform_data" "later" {
  input = local.hostile.html
}

resource "aws_s3_account_public_access_block" "this" {
  block_public_acls       = terraform_data.later.output == "x"
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_cloudtrail" "trail" {
  for_each       = { for name in ["mermaid", "html", "workflow"] : local.hostile[name] => name }
  name           = "hostile-${each.value}"
  s3_bucket_name = "hostile-trail"
  kms_key_id     = aws_kms_key.keyed[each.key].arn
}
