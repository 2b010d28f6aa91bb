using Cer.Domain.Codes;

namespace Cer.Domain.Community;

/// <summary>A member of the community.</summary>
/// <param name="Id">Unique in the community: lower-case letters, digits, hyphen, underscore.</param>
/// <param name="Name">The name people read.</param>
/// <param name="Category">Legal kind.</param>
/// <param name="Enterprise">Whether it may not take from the surplus premium: Regole Operative p. 17.</param>
public sealed record Member(string Id, string Name, MemberCategory Category, bool Enterprise)
{
    /// <summary>What a category is taken for when the file does not say.</summary>
    public static bool EnterpriseByDefault(MemberCategory category) =>
        category is MemberCategory.Sme or MemberCategory.LargeEnterprise or MemberCategory.ThirdPartyProducer;
}
