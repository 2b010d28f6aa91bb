using Cer.Domain.Community;

namespace Cer.Operations.Homes;

/// <summary>The private members behind a sum, and those of them who were heard of late.</summary>
internal sealed class Crowd
{
    private readonly HashSet<string> _all = new(StringComparer.Ordinal);
    private readonly HashSet<string> _heard = new(StringComparer.Ordinal);

    /// <summary>Whether there are some, and too few of them heard that the sum may be told.</summary>
    public bool IsFew => _all.Count > 0 && _heard.Count < Anonymity.FewestTold;

    public void Add(string member, bool isLate)
    {
        _all.Add(member);
        if (!isLate) _heard.Add(member);
    }
}
