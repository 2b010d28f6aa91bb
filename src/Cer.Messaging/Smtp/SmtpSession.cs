using System.Globalization;

namespace Cer.Messaging.Smtp;

/// <summary>A session with a mail server, for submission: greeted, encrypted, logged in; then one letter after the other.</summary>
/// <remarks>RFC 6409 submission over RFC 5321, with STARTTLS (RFC 3207) or implicit TLS (RFC 8314).</remarks>
public sealed class SmtpSession : IAsyncDisposable
{
    private readonly SmtpOptions _options;
    private readonly SmtpChannel _channel;

    private SmtpSession(SmtpOptions options, SmtpChannel channel) => (_options, _channel) = (options, channel);

    public SmtpAbilities Abilities { get; private set; } = SmtpAbilities.None;

    /// <summary>False when it cannot take another letter.</summary>
    public bool IsOpen { get; private set; }

    /// <exception cref="SmtpFault">The server is not there, not the one expected, or will not have us.</exception>
    public static async Task<SmtpSession> OpenAsync(SmtpOptions options, CancellationToken cancellation)
    {
        var channel = await SmtpChannel.OpenAsync(options, cancellation);
        try
        {
            var session = new SmtpSession(options, channel);
            if (options.Security == SmtpSecurity.Tls) await channel.EncryptAsync(cancellation);
            Expect(await channel.ReadAsync(cancellation), 220, "greeting");
            await session.HelloAsync(cancellation);
            if (options.Security == SmtpSecurity.StartTls) await session.StartTlsAsync(cancellation);
            if (options.Username is { } username)
                await SmtpLogin.RunAsync(channel, session.Abilities, username, options.Password ?? "", cancellation);
            session.IsOpen = true;
            return session;
        }
        catch
        {
            await channel.DisposeAsync();
            throw;
        }
    }

    /// <summary>Offers a letter.</summary>
    /// <param name="envelope">From whom, to whom.</param>
    /// <param name="letter">The letter with its headers.</param>
    /// <param name="mayClose">Asked when all but the final dot is sent; on false the dot is not sent, and the session is over.</param>
    /// <param name="cancellation">Stops; after the final dot only when the server does not answer soon.</param>
    /// <exception cref="SmtpFault">The connection ended before the final dot: the server did not take the letter.</exception>
    public async Task<SmtpOutcome> SendAsync(
        SmtpEnvelope envelope,
        ReadOnlyMemory<byte> letter,
        Func<CancellationToken, Task<bool>> mayClose,
        CancellationToken cancellation)
    {
        if (!IsOpen) throw new InvalidOperationException("Found a session that is over, expected one that is open.");
        // Whatever breaks off in the middle leaves it unusable.
        IsOpen = false;
        var outcome = await new SmtpExchange(_options, _channel, Abilities).RunAsync(envelope, letter, mayClose, cancellation);
        IsOpen = outcome switch
        {
            SmtpOutcome.Accepted or SmtpOutcome.Unfit => true,
            SmtpOutcome.Refused { Reply.IsGoodbye: false } => (await _channel.AskAsync("RSET", cancellation)).IsPositive,
            _ => false,
        };
        return outcome;
    }

    /// <summary>Asks whether the server is still there, and changes nothing.</summary>
    public async Task<SmtpReply> PingAsync(CancellationToken cancellation) => await _channel.AskAsync("NOOP", cancellation);

    /// <summary>Says goodbye; a server that does not answer is left without.</summary>
    public async Task QuitAsync(CancellationToken cancellation)
    {
        if (!IsOpen) return;
        IsOpen = false;
        try
        {
            await _channel.AskAsync("QUIT", cancellation);
        }
        catch (SmtpFault)
        {
            // All that was said before stands.
        }
    }

    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    private async Task HelloAsync(CancellationToken cancellation)
    {
        var reply = await _channel.AskAsync($"EHLO {_channel.OwnName}", cancellation);
        Expect(reply, 250, "EHLO");
        Abilities = SmtpAbilities.Of(reply);
    }

    private async Task StartTlsAsync(CancellationToken cancellation)
    {
        if (!Abilities.StartTls)
            throw new SmtpFault(
                SmtpFaultKind.Unencrypted,
                $"Found no STARTTLS at {_options}, expected it: nothing is sent in the clear.");
        var reply = await _channel.AskAsync("STARTTLS", cancellation);
        if (reply.Code != 220)
            throw new SmtpFault(
                SmtpFaultKind.Unencrypted,
                $"Found {reply} to STARTTLS, expected 220: nothing is sent in the clear.",
                reply);
        await _channel.EncryptAsync(cancellation);
        // What was said in the clear is forgotten (RFC 3207 4.2).
        await HelloAsync(cancellation);
    }

    private static void Expect(SmtpReply reply, int code, string step)
    {
        if (reply.Code == code) return;
        throw new SmtpFault(
            SmtpFaultKind.Refused, string.Create(
                CultureInfo.InvariantCulture, $"Found {reply} to {step}, expected {code}."), reply);
    }
}
