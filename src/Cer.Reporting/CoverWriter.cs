using Cer.Operations.Documents;
using Cer.Reporting.Texts;

namespace Cer.Reporting;

/// <summary>Writes subject and text of the letters that bring documents: no figures, no names of members.</summary>
public sealed class CoverWriter : ICoverWriter
{
    public Cover Write(ArchivedDocument document, string community)
    {
        var say = new Speech(document.Language);
        var (name, month) = (OneLine(Speech.Name(community)), say.Month(document.Month));
        var what = document.Kind == DocumentKind.MonthReport
            ? say.T($"Report di {month}", $"Report of {month}")
            : say.T($"Estratto di {month}", $"Statement of {month}");
        var lines = new List<string>
        {
            say.T("Buongiorno,", "Good morning,"),
            "",
            document.Kind == DocumentKind.MonthReport
                ? say.T(
                    $"in allegato il report di {month} della comunità energetica {name}.",
                    $"here is the report of {month} of the energy community {name}.")
                : say.T(
                    $"in allegato l'estratto di {month} della comunità energetica {name}.",
                    $"here is the statement of {month} of the energy community {name}."),
            say.T(
                $"È il documento n. {document.Number}, in PDF; le ore che ne sono alla base sono nel file CSV.",
                $"It is document no. {document.Number}, as PDF; the hours behind it are in the CSV file."),
        };
        if (document.Replaces is { } former)
            lines.Add(say.T($"Sostituisce il documento n. {former}.", $"It replaces document no. {former}."));
        lines.Add("");
        lines.Add(say.T(
            "Messaggio spedito da un programma. Per domande vale il contatto indicato nel documento.",
            "Sent by a program. For questions see the contact that the document names."));
        return new($"{what} · {name}", string.Join('\n', lines) + "\n");
    }

    // Two ends of line that are no controls.
    private static string OneLine(string name) => name.Replace('\u2028', ' ').Replace('\u2029', ' ');
}
