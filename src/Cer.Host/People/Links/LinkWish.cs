using Cer.Operations.People.Sessions;

namespace Cer.Host.People.Links;

/// <summary>Somebody who asked for a link.</summary>
/// <param name="Asked">The login or address, as it was typed.</param>
/// <param name="Visitor">From where.</param>
/// <param name="Page">Where the page of links is.</param>
internal sealed record LinkWish(string Asked, Visitor Visitor, Uri Page)
{
    /// <summary>Not what was typed: it may be an address.</summary>
    public override string ToString() => "a wish for a link";
}
