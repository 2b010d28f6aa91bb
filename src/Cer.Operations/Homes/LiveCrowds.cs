using Cer.Domain.Community;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>Whether enough private members were heard of late that the sums of the day and of the moment may be told.</summary>
/// <remarks>
/// A sum of the day grows by what came in since it was told last, so whoever was heard since midnight counts as behind it,
/// and only those whose reading still tells of now as hiding the others.
/// </remarks>
internal sealed class LiveCrowds(EnergyCommunity community, LocalDate today)
{
    private readonly PrivateHolders _holders = new(community);
    private readonly Crowd _makers = new();
    private readonly Crowd _givers = new();
    private readonly Crowd _takers = new();

    public HomeWithheld Withheld => new(_makers.IsFew, _givers.IsFew, _takers.IsFew);

    public void Add(Reading reading, Instant now)
    {
        var end = reading.Start + Duration.FromMinutes(reading.Minutes);
        if (end > now || _holders.Of(reading.Pod.Code, today) is not { } member) return;
        var isLate = !PowersNow.IsNew(reading, now);
        if (reading.Produced is not null) _makers.Add(member, isLate);
        if (reading.Meter != MeterRole.Exchange) return;
        if (reading.Injected is not null) _givers.Add(member, isLate);
        if (reading.Withdrawn is not null) _takers.Add(member, isLate);
    }
}
