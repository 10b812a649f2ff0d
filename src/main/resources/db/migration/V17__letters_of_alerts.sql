-- Messages of alerts are letters like any other.
drop table alert_message;
