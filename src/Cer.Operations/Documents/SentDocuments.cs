using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cer.Operations.Mail;
using Cer.Operations.Ports;

namespace Cer.Operations.Documents;

/// <summary>Tells from the outbox which documents went out: the key of a letter names its document.</summary>
public sealed class SentDocuments(IOutbox outbox)
{
    private const string Beginning = "document:";

    /// <summary>The key of a document's letter to an address, which the key does not tell.</summary>
    public static string Key(long document, EmailAddress to)
    {
        var address = Encoding.UTF8.GetBytes(to.ToString().ToLowerInvariant());
        return Of(document) + Convert.ToHexStringLower(SHA256.HashData(address))[..32];
    }

    /// <summary>How the documents of a community stand that went out, by their numbers in the store.</summary>
    public async Task<IReadOnlyDictionary<long, SentState>> AllAsync(
        CommunityId community, CancellationToken cancellation)
    {
        var letters = await outbox.StandingOfAllAsync(community, Beginning, cancellation);
        return letters.GroupBy(letter => Document(letter.Key), letter => letter.Value)
            .ToDictionary(group => group.Key, State);
    }

    /// <summary>How a document stands; null when it never went out.</summary>
    public async Task<SentState?> OneAsync(CommunityId community, long document, CancellationToken cancellation)
    {
        var letters = await outbox.StandingOfAllAsync(community, Of(document), cancellation);
        return letters.Count == 0 ? null : State(letters.Values);
    }

    internal static SentState State(IEnumerable<LetterStanding> letters)
    {
        var worst = letters.OrderByDescending(letter => Weight(letter.State))
            .ThenByDescending(letter => letter.At).First();
        return new(worst.State, worst.At);
    }

    private static int Weight(LetterState state) => state switch
    {
        LetterState.Failed => 4,
        LetterState.Bounced => 3,
        LetterState.Uncertain => 2,
        // Nothing went wrong, and yet nothing came.
        LetterState.Withheld => 2,
        LetterState.Waiting => 1,
        _ => 0,
    };

    private static string Of(long document) => string.Create(CultureInfo.InvariantCulture, $"{Beginning}{document}:");

    private static long Document(string key) => long.Parse(key.Split(':')[1], CultureInfo.InvariantCulture);
}
