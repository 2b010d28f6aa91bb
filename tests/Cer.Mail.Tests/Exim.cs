using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Cer.Messaging.Smtp;
using Cer.Messaging.Tests.Mqtt;

namespace Cer.Mail.Tests;

/// <summary>A real mail server for one test: the distribution's Exim, on loopback, with a configuration and folder of its own.</summary>
/// <remarks>It delivers into a Maildir. It never reads the machine's own configuration, spool or queue.</remarks>
internal sealed class Exim : IAsyncDisposable
{
    private const string Program = "/usr/sbin/exim4";
    private const string User = "Debian-exim";

    private readonly string _folder = Directory.CreateTempSubdirectory("cer-exim-").FullName;
    private Process? _process;

    public int Port { get; } = FreePort();

    public int TlsPort { get; } = FreePort();

    public string Password { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public string Maildir => Path.Combine(_folder, "spool", "maildir");

    public string LogFile => Path.Combine(_folder, "spool", "log", "mainlog");

    public string AuthorityFile => Path.Combine(_folder, "own-ca.pem");

    /// <param name="mechanisms">PLAIN, LOGIN or both.</param>
    /// <param name="isHeld">
    /// Takes letters over and delivers them only when told: a server killed within a delivery of its own repeats it, and
    /// that would be taken for a letter sent twice.
    /// </param>
    public static async Task<Exim> StartAsync(string mechanisms = "PLAIN LOGIN", bool isHeld = false)
    {
        Assert.True(File.Exists(Program), $"Found no {Program}, expected Exim: apt-get install exim4-daemon-light, on a machine without a mail server.");
        var exim = new Exim();
        await exim.PrepareAsync(mechanisms, isHeld);
        await exim.StartAgainAsync();
        return exim;
    }

    public SmtpOptions Options(SmtpSecurity security) => new()
    {
        Host = "127.0.0.1",
        Port = security == SmtpSecurity.Tls ? TlsPort : Port,
        Security = security,
        Username = "cer",
        Password = Password,
        AuthorityFile = AuthorityFile,
    };

    /// <summary>The section mail of settings that lead here; the password is in a file of that data folder.</summary>
    public string Settings(string data, string security = "starttls", string more = "")
    {
        var file = Path.Combine(data, "mail-password");
        File.WriteAllText(file, Password + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var port = security == "tls" ? TlsPort : Port;
        return $$"""
            {"host": "127.0.0.1", "port": {{port}}, "security": "{{security}}", "username": "cer", "password_file": "mail-password",
             "ca_file": "{{AuthorityFile}}", "from": "Comune di Esempio <cer@esempio.invalid>"{{more}}}
            """;
    }

    public async Task StartAgainAsync()
    {
        _process = Process.Start(new ProcessStartInfo(Program, ["-C", ConfigFile, "-bdf"]) { RedirectStandardError = true })!;
        var patience = Stopwatch.StartNew();
        while (!await AnswersAsync(Port) || !await AnswersAsync(TlsPort))
        {
            if (_process.HasExited || patience.Elapsed > TimeSpan.FromSeconds(30))
                throw new InvalidOperationException($"Exim did not start: {await _process.StandardError.ReadToEndAsync()}");
            await Task.Delay(20);
        }
    }

    /// <summary>Kills the server with every process that serves somebody, as when the machine loses its power.</summary>
    public async Task KillAsync()
    {
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(10))
        {
            var living = Processes();
            if (living.Count == 0) break;
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(30), "The server outlives SIGKILL.");
            foreach (var pid in living)
            {
                try
                {
                    using var process = Process.GetProcessById(pid);
                    process.Kill();
                }
                catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
                {
                    // It ended by itself.
                }
            }
        }

        await _process!.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Tries to deliver what it has taken over; a killed server may have left letters in its spool.</summary>
    public async Task DeliverAsync()
    {
        using var run = Process.Start(new ProcessStartInfo(Program, ["-C", ConfigFile, "-qff"]) { RedirectStandardError = true })!;
        await run.WaitForExitAsync();
    }

    /// <summary>The files of the letters that arrived.</summary>
    public string[] Letters() => Directory.Exists(Path.Combine(Maildir, "new")) ? Directory.GetFiles(Path.Combine(Maildir, "new")) : [];

    /// <summary>How often a letter arrived, by the part before the at sign of its Message-ID.</summary>
    public async Task<Dictionary<string, int>> ArrivedAsync()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in Letters())
        {
            var line = (await File.ReadAllLinesAsync(path)).First(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase));
            var id = line.Split('<', '@')[1];
            counts[id] = counts.GetValueOrDefault(id) + 1;
        }

        return counts;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string ConfigFile => Path.Combine(_folder, "exim.conf");

    private async Task PrepareAsync(string mechanisms, bool isHeld)
    {
        // As root it becomes its own user, who must be able to pass.
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        await new Certificates(_folder).MakeAsync("own", IPAddress.Loopback);
        Directory.CreateDirectory(Path.Combine(_folder, "spool", "log"));
        var authenticators = new Dictionary<string, string>
        {
            ["PLAIN"] = $"plain:\n driver = plaintext\n public_name = PLAIN\n server_prompts = :\n server_condition = ${{if and{{{{eq{{$auth2}}{{cer}}}}{{eq{{$auth3}}{{{Password}}}}}}}}}\n server_set_id = $auth2\n",
            ["LOGIN"] = $"login:\n driver = plaintext\n public_name = LOGIN\n server_prompts = Username:: : Password::\n server_condition = ${{if and{{{{eq{{$auth1}}{{cer}}}}{{eq{{$auth2}}{{{Password}}}}}}}}}\n server_set_id = $auth1\n",
        };
        await File.WriteAllTextAsync(ConfigFile, string.Create(CultureInfo.InvariantCulture, $$"""
            primary_hostname = exim.invalid
            spool_directory = {{_folder}}/spool
            log_file_path = {{_folder}}/spool/log/%slog
            pid_file_path = {{_folder}}/spool/exim.pid
            local_interfaces = 127.0.0.1
            daemon_smtp_ports = {{Port}} : {{TlsPort}}
            tls_on_connect_ports = {{TlsPort}}
            tls_advertise_hosts = *
            tls_certificate = {{_folder}}/own-server.pem
            tls_privatekey = {{_folder}}/own-server.key
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
              accept

            begin routers
            bounced:
              driver = redirect
              local_parts = gone
              allow_fail
              data = :fail: no mailbox of that name
            all:
              driver = accept
              transport = folder

            begin transports
            folder:
              driver = appendfile
              directory = {{_folder}}/spool/maildir
              maildir_format
              create_directory
              delivery_date_add
              envelope_to_add
              return_path_add

            begin retry
            * * F,1h,1s

            begin authenticators
            {{string.Join('\n', mechanisms.Split(' ').Select(mechanism => authenticators[mechanism]))}}
            """).Replace("\r\n", "\n", StringComparison.Ordinal));
        if (Environment.UserName != "root") return;
        using var chown = Process.Start("chown", ["-R", $"{User}:{User}", Path.Combine(_folder, "spool"), Path.Combine(_folder, "own-server.key")]);
        await chown.WaitForExitAsync();
    }

    /// <summary>Those that were started with our configuration; the dead, buried or not, have no command line.</summary>
    private List<int> Processes()
    {
        List<int> found = [];
        foreach (var place in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(place), out var pid)) continue;
            try
            {
                if (File.ReadAllText(Path.Combine(place, "cmdline")).Contains(ConfigFile, StringComparison.Ordinal)) found.Add(pid);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // Just gone.
            }
        }

        return found;
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
