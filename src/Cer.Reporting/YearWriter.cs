using System.Text.Encodings.Web;
using System.Text.Unicode;
using Cer.Operations.Documents;
using Cer.Operations.Paying.Books;
using Cer.Reporting.Templates;
using Cer.Reporting.Texts;
using Cer.Reporting.Years;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Cer.Reporting;

/// <summary>Writes the account of a year: workbook and papers from the same tables.</summary>
/// <param name="contact">Whom to ask; the community's referent when null.</param>
public sealed class YearWriter(string? contact) : IYearWriter, IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    public byte[] Workbook(YearFacts facts) => YearWorkbook.Write(YearTables.Of(facts));

    public byte[] Gse(YearFacts facts, int number, LocalDate day) => YearWorkbook.Write(YearTables.ForGse(facts, number, day));

    public async Task<string> HtmlAsync(YearPaperSubject subject)
    {
        var parameters = new Dictionary<string, object?>
        {
            ["Subject"] = subject,
            ["Say"] = new Speech(DocumentLanguage.Italian),
            ["Contact"] = contact,
        };
        await using var renderer = new HtmlRenderer(_services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<YearPaper>(ParameterView.FromDictionary(parameters));
            return page.ToHtmlString();
        });
    }

    public Cover Cover(string community, int year, int number, DocumentLanguage language)
    {
        var say = new Speech(language);
        // Two ends of line that are no controls.
        var name = Speech.Name(community).Replace('\u2028', ' ').Replace('\u2029', ' ');
        return new(
            say.T($"Il suo conto del {year} · {name}", $"Your account of {year} · {name}"),
            string.Join(
                '\n',
                say.T("Buongiorno,", "Good morning,"),
                "",
                say.T(
                    $"in allegato il suo conto del {year} con la comunità energetica {name}: che cosa le è stato assegnato e pagato.",
                    $"here is your account of {year} with the energy community {name}: what was dealt and paid to you (in Italian)."),
                say.T($"È nel conto n. {year}/{number} della comunità.", $"It is part of the community's account no. {year}/{number}."),
                "",
                say.T(
                    "Messaggio spedito da un programma. Per domande vale il contatto indicato nel documento.",
                    "Sent by a program. For questions see the contact that the document names."),
                ""));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
