using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>A line of an account's sheet.</summary>
/// <param name="Entry">Number of the entry.</param>
/// <param name="Day">Its day.</param>
/// <param name="Kind">What caused it.</param>
/// <param name="Document">Number or reference of the document; null where there is none.</param>
/// <param name="Words">Why it was written, where somebody wrote it.</param>
/// <param name="Month">The month of energy that it is for.</param>
/// <param name="Amount">Debit above zero, credit below.</param>
/// <param name="Balance">Of the account after it.</param>
/// <param name="Reverses">The entry that it takes back.</param>
public sealed record BookLine(
    int Entry,
    LocalDate Day,
    string Kind,
    string? Document,
    string? Words,
    YearMonth? Month,
    Money Amount,
    Money Balance,
    int? Reverses);
