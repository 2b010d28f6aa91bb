using Cer.Operations.People.News;
using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>Whom a letter about a delegation goes to, and what it tells: not who acts, which is on the member's page.</summary>
/// <param name="Reader">An account of the member.</param>
/// <param name="CommunityName">Where.</param>
/// <param name="Term">From when to when it was given.</param>
/// <param name="OpensPage">Whether an account may look at the member's page by it.</param>
/// <param name="LastDay">The last day that it holds where it was ended for a later one; null where it ended at once, or not.</param>
public sealed record MandateReader(NewsReader Reader, string CommunityName, DeskTerm Term, bool OpensPage, LocalDate? LastDay);
