using System.Text;

namespace Cer.Messaging.Smtp;

/// <summary>Logs in, by PLAIN (RFC 4616) or, where only that is offered, by LOGIN.</summary>
internal static class SmtpLogin
{
    private const int Done = 235;
    private const int GoOn = 334;

    public static async Task RunAsync(
        SmtpChannel channel, SmtpAbilities abilities, string username, string password, CancellationToken cancellation)
    {
        if (username.Contains('\0', StringComparison.Ordinal) || password.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("Found a NUL in the name or password, expected text.", nameof(password));
        var (name, word) = (Coded(username), Coded(password));
        var both = Coded($"\0{username}\0{password}");
        channel.Hide(both, word, password);
        SmtpReply reply;
        if (abilities.Knows("PLAIN"))
        {
            reply = await channel.AskAsync($"AUTH PLAIN {both}", cancellation);
        }
        else if (abilities.Knows("LOGIN"))
        {
            reply = await channel.AskAsync("AUTH LOGIN", cancellation);
            if (reply.Code == GoOn) reply = await channel.AskAsync(name, cancellation);
            if (reply.Code == GoOn) reply = await channel.AskAsync(word, cancellation);
        }
        else
        {
            throw new SmtpFault(
                SmtpFaultKind.Unauthorised, "Found no way to log in that is known here, expected AUTH PLAIN or LOGIN.");
        }

        if (reply.Code != Done)
            throw new SmtpFault(SmtpFaultKind.Unauthorised, $"Found {reply} to the name and password, expected {Done}.", reply);
    }

    private static string Coded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
