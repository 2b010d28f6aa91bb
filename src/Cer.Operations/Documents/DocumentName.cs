using NodaTime.Text;

namespace Cer.Operations.Documents;

/// <summary>The name of a document as a file, without its ending: it says number, kind, month, and nobody's name.</summary>
public static class DocumentName
{
    public static string Of(ArchivedDocument document)
    {
        var (kind, month) = (DocumentWords.Of(document.Kind), YearMonthPattern.Iso.Format(document.Month));
        return FormattableString.Invariant($"{document.Number.Year}-{document.Number.Number:0000}-{kind}-{month}");
    }
}
