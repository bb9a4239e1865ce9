# A message that is waited for comes; on a busy machine it comes late.
ExUnit.start(capture_log: true, assert_receive_timeout: 30_000)
