using Cer.Operations.Mail;
using Cer.Operations.People;
using Cer.Operations.Ports;

namespace Cer.Operations.Documents;

/// <summary>Who gets what is told about a month: statements their members, the report the chosen, else who runs the community.</summary>
internal static class Addressees
{
    /// <summary>The addresses of people who may sign in, each once; null for the member means the report.</summary>
    public static IReadOnlyList<(EmailAddress To, DocumentLanguage Language)> Of(
        CommunityId community, int? member, IReadOnlyList<KnownPerson> known, ReportReceivers receivers)
    {
        var found = member is null && receivers.Addresses.Count > 0
            ? receivers.Addresses.Select(address => (address, "it"))
            : known.Where(person => person.Person.Roles.Any(role => Gets(role, community, member)))
                .Select(person => (person.Email ?? "", person.Person.Language));
        var addressees = new Dictionary<string, (EmailAddress, DocumentLanguage)>(StringComparer.OrdinalIgnoreCase);
        foreach (var (text, word) in found)
        {
            _ = DocumentWords.TryParse(word, out DocumentLanguage language);
            if (EmailAddress.TryParse(text, null, out var address))
                addressees.TryAdd(address.ToString(), (address, language));
        }

        return [.. addressees.Values];
    }

    private static bool Gets(PersonRole role, CommunityId community, int? member) => member is { } id
        ? role.Role == Role.Member && role.Community == community && role.Member == id
        : role.Role is Role.Administrator or Role.Operator && (role.Community is null || role.Community == community);
}
