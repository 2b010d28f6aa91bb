namespace Cer.Messaging.Smtp;

/// <summary>How to reach a mail server.</summary>
public sealed record SmtpOptions
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>Who logs in; null for nobody.</summary>
    public string? Username { get; init; }

    public string? Password { get; init; }

    /// <summary>A PEM file of the only authorities that are trusted; without it, those of the system.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>The name the server's certificate must hold; without it, the host that is connected to.</summary>
    public string? ServerName { get; init; }

    /// <summary>How long an answer or a write may take.</summary>
    /// <remarks>RFC 5321 4.5.3.2 would wait five minutes for a greeting: a letter that waits is not lost, and others wait too.</remarks>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the answer to a whole letter may take (RFC 5321 4.5.3.2.6: ten minutes).</summary>
    public TimeSpan FinalPatience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How much longer that answer is waited for when the program is to stop.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Without the password, which must not reach a log.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
