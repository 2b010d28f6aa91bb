using System.Globalization;

namespace Cer.Mail.Tests;

/// <summary>A small configuration of Exim: two ports on loopback, two ways to log in, everybody's letters into a Maildir.</summary>
internal static class EximConfig
{
    /// <summary>
    /// Mailboxes that fail: nobody is refused at once, missing, full and unwanted with a code; gone is given up later, and far is
    /// carried to another server.
    /// </summary>
    public static string Of(string folder, int port, int tlsPort, string password, string mechanisms, bool isHeld, int farPort) =>
        string.Create(CultureInfo.InvariantCulture, $$"""
            primary_hostname = exim.invalid
            spool_directory = {{folder}}/spool
            log_file_path = {{folder}}/spool/log/%slog
            pid_file_path = {{folder}}/spool/exim.pid
            local_interfaces = 127.0.0.1
            daemon_smtp_ports = {{port}} : {{tlsPort}}
            tls_on_connect_ports = {{tlsPort}}
            tls_advertise_hosts = *
            tls_certificate = {{folder}}/own-server.pem
            tls_privatekey = {{folder}}/own-server.key
            smtputf8_advertise_hosts = *
            dsn_advertise_hosts = *
            acl_smtp_mail = mail
            acl_smtp_rcpt = rcpt
            acl_smtp_data = accept
            host_lookup =
            rfc1413_query_timeout = 0s
            smtp_accept_max = 50
            never_users =
            deliver_drop_privilege = true
            keep_environment =
            qualify_domain = esempio.invalid
            queue_run_in_order = true
            smtp_accept_queue_per_connection = 0
            queue_only = {{(isHeld ? "true" : "false")}}

            begin acl
            mail:
              deny message = Encryption first
                   !encrypted = *
              accept
            rcpt:
              deny message = Log in first
                   !authenticated = *
              deny message = No such mailbox here
                   local_parts = nobody
              deny message = 550 5.1.1 Mailbox unknown
                   local_parts = missing
              deny message = 552 5.2.2 Mailbox full
                   local_parts = full
              deny message = 550 5.7.1 Not wanted here
                   local_parts = unwanted
              accept

            begin routers
            bounced:
              driver = redirect
              local_parts = gone
              allow_fail
              data = :fail: no mailbox of that name
            far:
              driver = manualroute
              local_parts = far
              route_list = * 127.0.0.1
              self = send
              transport = far
            all:
              driver = accept
              transport = folder

            begin transports
            folder:
              driver = appendfile
              directory = {{folder}}/spool/maildir
              maildir_format
              create_directory
              delivery_date_add
              envelope_to_add
              return_path_add
            far:
              driver = smtp
              port = {{farPort}}
              allow_localhost
              hosts_avoid_tls = *

            begin retry
            * * F,1h,1s

            begin authenticators
            {{string.Join('\n', mechanisms.Split(' ').Select(mechanism => Authenticator(mechanism, password)))}}

            """);

    private static string Authenticator(string mechanism, string password)
    {
        var (prompts, name, word) = mechanism == "PLAIN" ? (":", "$auth2", "$auth3") : ("Username:: : Password::", "$auth1", "$auth2");
        var condition = "${if and{{eq{" + name + "}{cer}}{eq{" + word + "}{" + password + "}}}}";
        return $$"""
            {{mechanism}}:
              driver = plaintext
              public_name = {{mechanism}}
              server_prompts = {{prompts}}
              server_condition = {{condition}}
              server_set_id = {{name}}

            """;
    }
}
