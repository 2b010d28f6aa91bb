using Cer.Host.Data;
using Cer.Host.Doctor;
using Cer.Messaging.Smtp;

namespace Cer.Host.Mail;

/// <summary>Checks the way letters go: reaches the server, proves it, logs in; sends nothing.</summary>
internal static class MailCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<Finding> RunAsync(Settings settings, CancellationToken cancellation)
    {
        MailWay way;
        try
        {
            way = MailWay.Of(settings);
        }
        catch (UserFault fault)
        {
            return new(fault.Message, $"mend the section mail of {Settings.FileName}");
        }

        if (way.Server is not { } server) return new($"letters go into {way.Folder}: no mail server is set");
        try
        {
            await using var session = await SmtpSession.OpenAsync(server with { Patience = Patience }, cancellation);
            await session.QuitAsync(cancellation);
            var how = server.Security switch
            {
                SmtpSecurity.StartTls => "encrypted by STARTTLS",
                SmtpSecurity.Tls => "encrypted",
                _ => "on this machine",
            };
            return new($"the mail server {server} answers, {how}, {(server.Username is null
                ? "without a name" : "and takes the name and password")}");
        }
        catch (SmtpFault fault)
        {
            return new(
                $"the mail server {server}: {fault.Message}",
                $"mend the section mail of {Settings.FileName}; cer mail test --to ADDR tries it whole");
        }
    }
}
