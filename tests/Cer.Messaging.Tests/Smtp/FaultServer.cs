using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cer.Messaging.Smtp;

namespace Cer.Messaging.Tests.Smtp;

/// <summary>A mail server in the test's own process, that can be told to do wrong at any step.</summary>
internal sealed class FaultServer : IAsyncDisposable
{
    /// <summary>Answers that are acts: hang up, say nothing, take the letter and hang up.</summary>
    public const string HangUp = "\0hang up";
    public const string Stall = "\0stall";
    public const string TakeAndHangUp = "\0take";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _talks = [];
    private readonly Task _run;
    private int _connections;

    public FaultServer()
    {
        _listener.Start();
        _run = AcceptAsync();
    }

    /// <summary>What it answers to a line of a connection counted from 1; null for what a good server would.</summary>
    /// <remarks>"." is the letter, "" the greeting.</remarks>
    public Func<int, string, string?> Answer { get; init; } = (_, _) => null;

    public string[] Abilities { get; init; } = ["8BITMIME", "SMTPUTF8", "SIZE 10000000", "AUTH PLAIN LOGIN"];

    /// <summary>Hangs up when so many lines of a letter have come.</summary>
    public int? LinesOfLetter { get; init; }

    public X509Certificate2? Certificate { get; init; }

    public bool IsImplicit { get; init; }

    public ConcurrentQueue<string> Heard { get; } = [];

    /// <summary>The letters that it took over, with their dots as the client sent them.</summary>
    public ConcurrentQueue<string> Taken { get; } = [];

    public int Connections => _connections;

    public TaskCompletionSource HungUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public SmtpOptions Options => new()
    {
        Host = "127.0.0.1",
        Port = Port,
        Security = SmtpSecurity.None,
        Patience = TimeSpan.FromSeconds(30),
        FinalPatience = TimeSpan.FromSeconds(30),
    };

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _run;
        await Task.WhenAll(_talks);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _talks.Add(
                TalkAsync(await _listener.AcceptTcpClientAsync(_end.Token), Interlocked.Increment(ref _connections)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client, int number)
    {
        using var _ = client;
        try
        {
            Stream stream = client.GetStream();
            if (IsImplicit) stream = await EncryptAsync(stream);
            if (!await SayAsync(stream, Answer(number, "") ?? "220 fault.invalid ESMTP")) return;
            while (await LineAsync(stream) is { } line)
            {
                Heard.Enqueue(line);
                var answer = Answer(number, line) ?? Usual(line);
                if (!await SayAsync(stream, answer)) return;
                if (line == "QUIT") return;
                if (line == "STARTTLS" && answer.StartsWith(
                    "220", StringComparison.Ordinal) && Certificate is not null) stream = await EncryptAsync(stream);
                if (line == "DATA" && answer.StartsWith(
                    "354", StringComparison.Ordinal) && !await LetterAsync(stream, number)) return;
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException
            or AuthenticationException)
        {
            // The client left.
        }
        finally
        {
            client.Close();
            HungUp.TrySetResult();
        }
    }

    private string Usual(string line) => line.Split(' ', ':')[0].ToUpperInvariant() switch
    {
        "EHLO" => string.Join("\r\n", new[] { "fault.invalid" }.Concat(Abilities)
            .Select((word, i) => $"250{(i == Abilities.Length ? ' ' : '-')}{word}")),
        "DATA" => "354 go on",
        "STARTTLS" => "220 go on",
        "QUIT" => "221 goodbye",
        "AUTH" => line == "AUTH LOGIN" ? "334 VXNlcm5hbWU6" : "235 welcome",
        _ => "250 fine",
    };

    private async Task<bool> LetterAsync(Stream stream, int number)
    {
        var letter = new StringBuilder();
        for (var lines = 0; ; lines++)
        {
            if (lines == LinesOfLetter) return false;
            if (await LineAsync(stream) is not { } line) return false;
            if (line == ".") break;
            letter.Append(line).Append("\r\n");
        }

        var answer = Answer(number, ".") ?? "250 taken";
        if (answer == TakeAndHangUp || answer.StartsWith("250", StringComparison.Ordinal)) Taken.Enqueue(letter.ToString());
        return await SayAsync(stream, answer);
    }

    private async Task<bool> SayAsync(Stream stream, string answer)
    {
        if (answer == Stall) await Task.Delay(Timeout.Infinite, _end.Token);
        if (answer is HangUp or TakeAndHangUp) return false;
        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\r\n"), _end.Token);
        return true;
    }

    private async Task<Stream> EncryptAsync(Stream stream)
    {
        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _end.Token);
        return encrypted;
    }

    private async Task<string?> LineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _end.Token) == 1)
        {
            if (one[0] == '\n') return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }

        return null;
    }
}
