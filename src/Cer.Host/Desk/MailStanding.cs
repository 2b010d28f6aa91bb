using Cer.Host.Data;
using Cer.Host.Mail;

namespace Cer.Host.Desk;

/// <summary>How letters go, as the settings say it: never the password, only whether there is one. The state is server, folder, or
/// wrong.</summary>
internal sealed record MailStanding(
    string State, string? Host, int? Port, string? Security, string? From, string? ReplyTo, string? Username, bool HasPassword,
    string? Problem, string Line)
{
    /// <summary>Whether it is written in the pages: in the add-on its options say it.</summary>
    public bool IsWritable { get; private init; }

    private const string Example =
        "\"mail\": {\"host\": \"smtp.comune.example\", \"security\": \"starttls\", \"username\": \"cer\","
        + " \"password_file\": \"mail-password\", \"from\": \"Comune <cer@comune.example>\"},";

    public static MailStanding Of(Settings settings)
    {
        var told = settings.Mail;
        var isWritable = settings is { Ingress: false, Folder: not null };
        try
        {
            var way = MailWay.Of(settings);
            return new(
                way.Server is null ? "folder" : "server", way.Server?.Host, way.Server?.Port, told?.Security ?? (told is null ? null
                    : "starttls"),
                way.Server is null ? null : told?.From, told?.ReplyTo, told?.Username, way.Server?.Password is not null, null, Example)
            {
                IsWritable = isWritable,
            };
        }
        catch (UserFault fault)
        {
            return new(
                "wrong", told?.Host, told?.Port, told?.Security, told?.From, told?.ReplyTo, told?.Username, told?.PasswordFile is not null,
                fault.Message, Example)
            {
                IsWritable = isWritable,
            };
        }
    }
}
