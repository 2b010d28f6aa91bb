using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>An entry that somebody writes: what no other act causes, such as tax paid over or a fee of the bank.</summary>
/// <param name="Day">Its day.</param>
/// <param name="Document">What it stands on.</param>
/// <param name="Words">What it is.</param>
/// <param name="Key">A mark of the page: sent again it makes no second entry.</param>
/// <param name="Lines">They come to zero.</param>
public sealed record NewBookEntry(
    LocalDate Day, string Document, string Words, string Key, IReadOnlyList<(BookAccount Account, Money Amount)> Lines);
