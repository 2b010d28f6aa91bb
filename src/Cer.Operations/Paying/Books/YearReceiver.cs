using Cer.Domain.Codes;

namespace Cer.Operations.Paying.Books;

/// <summary>Who a member of a year's account is.</summary>
/// <param name="Name">How it is called; its code when the declaration has it no more.</param>
/// <param name="Category">What it is; null when the declaration has it no more.</param>
/// <param name="Enterprise">Whether it may get no surplus.</param>
public sealed record YearReceiver(string Name, MemberCategory? Category, bool Enterprise);
