using Cer.Operations.Mail;
using Cer.Operations.Ports;

namespace Cer.Operations.People.News;

/// <summary>Whom a letter about an account goes to.</summary>
/// <param name="Person">The store's number.</param>
/// <param name="Name">How the person is called.</param>
/// <param name="Address">Where letters go.</param>
/// <param name="Language">it or en.</param>
/// <param name="Community">Whose letter it is: the first of the person's, or of all.</param>
public sealed record NewsReader(int Person, string Name, EmailAddress Address, string Language, CommunityId Community);
