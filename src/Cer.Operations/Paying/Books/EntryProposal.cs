using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>An entry that waits for a second person.</summary>
/// <param name="Id">The store's number.</param>
/// <param name="Entry">What would be written.</param>
/// <param name="Who">Who proposed it, as a signature.</param>
/// <param name="By">The same as people call it.</param>
/// <param name="At">When.</param>
public sealed record EntryProposal(int Id, NewBookEntry Entry, string Who, string By, Instant At);
