using Cer.Operations.Documents;
using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>Writes the account of a year: workbook and papers have the same numbers.</summary>
public interface IYearWriter
{
    /// <summary>The account as a workbook.</summary>
    byte[] Workbook(YearFacts facts);

    /// <summary>The account to GSE as a workbook: by kind of receiver, without names.</summary>
    byte[] Gse(YearFacts facts, int number, LocalDate day);

    /// <summary>A paper as HTML without scripts and without anything to be fetched.</summary>
    Task<string> HtmlAsync(YearPaperSubject subject);

    /// <summary>What goes with a member's paper in a letter.</summary>
    Cover Cover(string community, int year, int number, DocumentLanguage language);
}
