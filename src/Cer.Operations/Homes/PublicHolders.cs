using Cer.Domain.Codes;
using Cer.Domain.Community;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>Whose points may be shown one by one on a screen in the town hall.</summary>
/// <remarks>
/// The curve of a point tells how those behind it live or work. What families, firms and associations give and take is
/// told in the sums of the community alone, their plants too.
/// </remarks>
internal static class PublicHolders
{
    public static bool IsMunicipal(this EnergyCommunity community, string pod, LocalDate day) =>
        Holder(community, pod, day) is MemberCategory.LocalAuthority or MemberCategory.LocalPublicAdministration;

    public static bool IsPublic(this EnergyCommunity community, string pod, LocalDate day) =>
        community.IsMunicipal(pod, day)
        || Holder(community, pod, day) is MemberCategory.TerritorialBody or MemberCategory.Cer or MemberCategory.ThirdPartyProducer;

    private static MemberCategory? Holder(EnergyCommunity community, string pod, LocalDate day) =>
        community.Pods.FirstOrDefault(one => one.Pod == pod && one.Covers(day)) is { } held
            ? community.Members.FirstOrDefault(member => member.Id == held.Member)?.Category
            : null;
}
