using Cer.Operations.Mail;
using Cer.Operations.People;
using Cer.Operations.People.Links;
using Cer.Operations.Ports;

namespace Cer.Operations.Desk;

/// <summary>Writes the letters by which members and delegates get to the pages; the link in them is sealed until they leave.</summary>
public sealed class InviteByLetter(SecretBox box, IPagePlace pages)
{
    private const string Page = "invito";

    /// <summary>Whether a letter may name the pages.</summary>
    public bool IsReady => pages.PageOf(Page) is not null;

    /// <summary>For somebody who became a member.</summary>
    public NewAccess ForMember(CommunityId community, string communityName, string name, EmailAddress address)
    {
        var (token, key) = (SecretToken.New(), NewKey());
        var letter = AccessLetter.ForMember(key, address, name, communityName, Link(community, key, address, token));
        return new(address, name, token, letter, null);
    }

    /// <summary>For somebody who acts for a member.</summary>
    public NewAccess ForDelegate(
        CommunityId community, string communityName, string name, EmailAddress address, string member, DeskTerm term)
    {
        var (token, key) = (SecretToken.New(), NewKey());
        var link = Link(community, key, address, token);
        return new(
            address,
            name,
            token,
            AccessLetter.ForDelegate(key, address, name, communityName, member, term, link),
            AccessLetter.ForDelegate(NewKey(), address, name, communityName, member, term, null));
    }

    private static string NewKey() => $"account:{Guid.NewGuid():N}";

    private string Link(CommunityId community, string key, EmailAddress address, SecretToken token) =>
        $"{pages.PageOf(Page)}/{SealedLink.Seal(token, community, key, address, box)}";
}
