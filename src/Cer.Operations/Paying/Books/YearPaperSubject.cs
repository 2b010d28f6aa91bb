using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>What a paper of a year's account is about.</summary>
/// <param name="Facts">The account.</param>
/// <param name="Number">Its number in the year.</param>
/// <param name="Paper">Number of the paper: the first is the community's.</param>
/// <param name="Member">Whose it is; null for the community's.</param>
/// <param name="Sha256">Hash of the account's workbook.</param>
/// <param name="When">When it is made.</param>
public sealed record YearPaperSubject(YearFacts Facts, int Number, int Paper, int? Member, byte[] Sha256, Instant When);
