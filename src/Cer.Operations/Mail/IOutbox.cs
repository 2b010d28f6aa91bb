using Cer.Operations.Ports;

namespace Cer.Operations.Mail;

/// <summary>Where letters are put that the program is to send: stored first, sent by a service of the server.</summary>
public interface IOutbox
{
    /// <summary>Puts a letter; one whose key the community has already put stays as it was.</summary>
    /// <remarks>An optional one whose reader does not want it, or whose address does not exist, is not put; the answer says so.</remarks>
    /// <exception cref="ArgumentException">The letter is not one that can be sent: see <see cref="LetterCheck" />.</exception>
    Task<PutLetter> PutAsync(CommunityId community, Letter letter, CancellationToken cancellation);

    /// <summary>How the letters of some keys stand; keys without a letter are left out.</summary>
    Task<IReadOnlyDictionary<string, LetterStanding>> StandingAsync(
        CommunityId community, IReadOnlyCollection<string> keys, CancellationToken cancellation);

    /// <summary>How the letters stand whose keys begin like this.</summary>
    Task<IReadOnlyDictionary<string, LetterStanding>> StandingOfAllAsync(
        CommunityId community, string beginning, CancellationToken cancellation);
}
