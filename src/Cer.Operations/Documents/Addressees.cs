using Cer.Operations.Mail;
using Cer.Operations.People;
using Cer.Operations.Ports;

namespace Cer.Operations.Documents;

/// <summary>Who gets what is told about a month: statements their members, the report the chosen, else who runs the community.</summary>
internal static class Addressees
{
    /// <summary>The addresses of people who may sign in, each once; null for the member means the report.</summary>
    /// <returns>With each address whose it is: people may share one.</returns>
    public static IReadOnlyList<(EmailAddress To, DocumentLanguage Language, IReadOnlyList<int> People)> Of(
        CommunityId community, int? member, IReadOnlyList<KnownPerson> known, ReportReceivers receivers)
    {
        var found = member is null && receivers.Addresses.Count > 0
            ? receivers.Addresses.Select(address => (address, "it", (int?)null))
            : known.Where(person => person.Person.Roles.Any(role => Gets(role, community, member)))
                .Select(person => (person.Email ?? "", person.Person.Language, (int?)person.Person.Id));
        var addressees = new Dictionary<string, (EmailAddress, DocumentLanguage, List<int> People)>(StringComparer.OrdinalIgnoreCase);
        foreach (var (text, word, person) in found)
        {
            _ = DocumentWords.TryParse(word, out DocumentLanguage language);
            if (!EmailAddress.TryParse(text, null, out var address)) continue;
            addressees.TryAdd(address.ToString(), (address, language, []));
            if (person is { } id) addressees[address.ToString()].People.Add(id);
        }

        return [.. addressees.Values];
    }

    private static bool Gets(PersonRole role, CommunityId community, int? member) => member is { } id
        ? role.Role == Role.Member && role.Community == community && role.Member == id
        : role.Role is Role.Administrator or Role.Operator && (role.Community is null || role.Community == community);
}
