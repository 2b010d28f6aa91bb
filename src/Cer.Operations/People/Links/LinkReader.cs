using Cer.Operations.Mail;
using Cer.Operations.Ports;

namespace Cer.Operations.People.Links;

/// <summary>A member who may enter by a link, and where it is sent.</summary>
/// <param name="Person">The store's number.</param>
/// <param name="Login">What the member signs in with.</param>
/// <param name="Name">How the member is called.</param>
/// <param name="Address">Where letters go.</param>
/// <param name="Language">it or en.</param>
/// <param name="Community">Whose letter it is.</param>
public sealed record LinkReader(
    int Person, string Login, string Name, EmailAddress Address, string Language, CommunityId Community);
