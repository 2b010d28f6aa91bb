using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cer.Operations.Documents;
using Cer.Operations.Mail;
using Cer.Operations.Ports;

namespace Cer.Operations.Paying.Books;

/// <summary>Tells from the outbox which papers of years went out: the key of a letter names its paper.</summary>
public sealed class SentYears(IOutbox outbox)
{
    /// <summary>The key of a paper's letter to an address, which the key does not tell.</summary>
    public static string Key(int year, int number, int paper, EmailAddress to)
    {
        var address = Encoding.UTF8.GetBytes(to.ToString().ToLowerInvariant());
        return Of(year, number) + string.Create(
            CultureInfo.InvariantCulture, $"{paper}:{Convert.ToHexStringLower(SHA256.HashData(address))[..32]}");
    }

    /// <summary>How the letters with the papers of an account stand, by paper: of several the one that stands worst.</summary>
    public async Task<IReadOnlyDictionary<int, SentState>> AllAsync(
        CommunityId community, int year, int number, CancellationToken cancellation)
    {
        var letters = await outbox.StandingOfAllAsync(community, Of(year, number), cancellation);
        return letters.GroupBy(letter => int.Parse(letter.Key.Split(':')[3], CultureInfo.InvariantCulture), letter => letter.Value)
            .ToDictionary(paper => paper.Key, SentDocuments.State);
    }

    private static string Of(int year, int number) => string.Create(CultureInfo.InvariantCulture, $"year:{year}:{number}:");
}
