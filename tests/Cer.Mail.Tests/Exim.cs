using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Cer.Messaging.Smtp;
using Cer.Messaging.Tests;
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

    public int Port { get; } = Ports.Free();

    public int TlsPort { get; } = Ports.Free();

    public string Password { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public string Maildir => Path.Combine(_folder, "spool", "maildir");

    public string LogFile => Path.Combine(_folder, "spool", "log", "mainlog");

    public string AuthorityFile => Path.Combine(_folder, "own-ca.pem");

    /// <param name="mechanisms">PLAIN, LOGIN or both.</param>
    /// <param name="isHeld">
    /// Takes letters over and delivers them only when told: a server killed within a delivery of its own repeats it, and
    /// that would be taken for a letter sent twice.
    /// </param>
    /// <param name="farPort">Where the server is to which it carries letters for far.</param>
    public static async Task<Exim> StartAsync(string mechanisms = "PLAIN LOGIN", bool isHeld = false, int farPort = 9)
    {
        Assert.True(
            File.Exists(Program),
            $"Found no {Program}, expected Exim: apt-get install exim4-daemon-light, on a machine without a mail server.");
        var exim = new Exim();
        await exim.PrepareAsync(mechanisms, isHeld, farPort);
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
            if (_process.HasExited || patience.Elapsed > TimeSpan.FromSeconds(60))
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
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), "The server outlives SIGKILL.");
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
        using var run =
            Process.Start(new ProcessStartInfo(Program, ["-C", ConfigFile, "-qff"]) { RedirectStandardError = true })!;
        await run.WaitForExitAsync();
    }

    /// <summary>Waits until the server has nothing left to deliver.</summary>
    public async Task SettledAsync()
    {
        await DeliverAsync();
        var input = Path.Combine(Path.GetDirectoryName(Maildir)!, "input");
        await Eventually.EqualAsync(
            0, () => Task.FromResult(Directory.Exists(input) ? Directory.GetFiles(input, "*-H").Length : 0));
    }

    /// <summary>The files of the letters that arrived.</summary>
    public string[] Letters() =>
        Directory.Exists(Path.Combine(Maildir, "new")) ? Directory.GetFiles(Path.Combine(Maildir, "new")) : [];

    /// <summary>How often a letter arrived, by the part before the at sign of its Message-ID.</summary>
    public async Task<Dictionary<string, int>> ArrivedAsync()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in Letters())
        {
            var line = (await File.ReadAllLinesAsync(
                path)).First(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase));
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

    private async Task PrepareAsync(string mechanisms, bool isHeld, int farPort)
    {
        // As root it becomes its own user, who must be able to pass.
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        await new Certificates(_folder).MakeAsync("own", IPAddress.Loopback);
        Directory.CreateDirectory(Path.Combine(_folder, "spool", "log"));
        await File.WriteAllTextAsync(ConfigFile, EximConfig.Of(_folder, Port, TlsPort, Password, mechanisms, isHeld, farPort));
        if (Environment.UserName != "root") return;
        using var chown = Process.Start(
            "chown", ["-R", $"{User}:{User}", Path.Combine(_folder, "spool"), Path.Combine(_folder, "own-server.key")]);
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
                if (File.ReadAllText(
                    Path.Combine(place, "cmdline")).Contains(ConfigFile, StringComparison.Ordinal)) found.Add(pid);
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
}
