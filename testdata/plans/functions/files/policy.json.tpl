{
  "Statement": [
%{ for action in actions ~}
    { "Effect": "Allow", "Action": "${action}", "Resource": "arn:aws:s3:::${bucket}/$${aws:username}/*" }%{ if action != actions[length(actions) - 1] },%{ endif }
%{ endfor ~}
  ]
}
