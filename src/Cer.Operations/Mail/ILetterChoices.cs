using Cer.Operations.Ports;

namespace Cer.Operations.Mail;

/// <summary>Which optional letters people want; who never said gets them. What was said stays, and the newest counts.</summary>
public interface ILetterChoices
{
    /// <summary>What may come to a person by the roles held now.</summary>
    Task<IReadOnlyList<LetterChoice>> OfAsync(int person, CancellationToken cancellation);

    /// <summary>Notes what a person wants; said again, it does nothing.</summary>
    /// <returns>Whether something changed.</returns>
    Task<bool> SetAsync(
        CommunityId community, int person, LetterKind kind, bool wants, ChoiceWay how, CancellationToken cancellation);

    /// <summary>What people want no more in some communities, in all of them when none is named, by their numbers.</summary>
    Task<ILookup<int, LetterKind>> StoppedAsync(
        IReadOnlyCollection<CommunityId>? communities, CancellationToken cancellation);

    /// <summary>Who of a community unsubscribed, the newest first.</summary>
    Task<IReadOnlyList<UnsubscribedReader>> UnsubscribedAsync(CommunityId community, CancellationToken cancellation);
}
