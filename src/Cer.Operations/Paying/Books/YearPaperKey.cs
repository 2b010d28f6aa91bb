using Cer.Operations.Ports;

namespace Cer.Operations.Paying.Books;

/// <summary>A paper of a year's account, by what it is known by.</summary>
public readonly record struct YearPaperKey(CommunityId Community, int Year, int Number, int Paper);
