using Cer.Domain.Community;
using Cer.Operations.Homes;
using NodaTime;

namespace Cer.Operations.Live;

/// <summary>Whether enough private members are behind the sums of the current hour and day that other houses may be told.</summary>
/// <remarks>
/// Of the day as for the sensors of the community. The hour is a sum of its own and a part of the day: whoever is in it must
/// be enough by themselves, though others were heard just before.
/// </remarks>
internal sealed class ShareCrowds(EnergyCommunity community, LocalDate today, Instant now)
{
    private readonly PrivateHolders _holders = new(community);
    private readonly Crowd _givers = new();
    private readonly Crowd _takers = new();
    private readonly Crowd _giversOfHour = new();
    private readonly Crowd _takersOfHour = new();

    public (bool Injected, bool Withdrawn) OfDay => (_givers.IsFew, _takers.IsFew);

    public (bool Injected, bool Withdrawn) OfHour => (_giversOfHour.IsFew || _givers.IsFew, _takersOfHour.IsFew || _takers.IsFew);

    /// <summary>Takes in a row that counts.</summary>
    public void Add(string pod, Instant start, int minutes, bool isGiven, bool isTaken, bool isOfHour)
    {
        if (_holders.Of(pod, today) is not { } member) return;
        var isLate = !PowersNow.IsNew(start, minutes, now);
        if (isGiven) _givers.Add(member, isLate);
        if (isTaken) _takers.Add(member, isLate);
        if (isGiven && isOfHour) _giversOfHour.Add(member, isLate: false);
        if (isTaken && isOfHour) _takersOfHour.Add(member, isLate: false);
    }
}
