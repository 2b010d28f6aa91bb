using Cer.Domain.Community;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>The private members behind points: families, firms and associations, who are told of in sums alone.</summary>
internal sealed class PrivateHolders(EnergyCommunity community)
{
    private readonly Dictionary<(string Pod, LocalDate Day), string?> _known = [];

    /// <summary>Who holds the point on the day; null for nobody, and for a public body.</summary>
    public string? Of(string pod, LocalDate day)
    {
        if (_known.TryGetValue((pod, day), out var member)) return member;
        return _known[(pod, day)] = community.IsPublic(pod, day)
            ? null
            : community.Pods.FirstOrDefault(one => one.Pod == pod && one.Covers(day))?.Member;
    }
}
