using System.Text.Encodings.Web;
using System.Text.Unicode;
using Cer.Operations.Documents;
using Cer.Reporting.Templates;
using Cer.Reporting.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cer.Reporting;

/// <summary>Writes documents from Razor templates; every value goes through the template's encoding.</summary>
/// <param name="contact">Whom to ask; the community's referent when null.</param>
public sealed class DocumentWriter(string? contact) : IDocumentWriter, IAsyncDisposable
{
    // Letters of every script stay as they are: what HTML gives a meaning to is still encoded.
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    public async Task<string> HtmlAsync(DocumentSubject subject)
    {
        var say = new Speech(subject.Language);
        var parameters = new Dictionary<string, object?>
        {
            ["Subject"] = subject,
            ["Say"] = say,
            ["Contact"] = Contact(say, subject),
        };
        if (subject.Member is { } member) parameters["Member"] = member;
        var template = subject.Member is null ? typeof(MonthReport) : typeof(Statement);
        await using var renderer = new HtmlRenderer(_services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync(template, ParameterView.FromDictionary(parameters));
            return page.ToHtmlString();
        });
    }

    public byte[] Hours(DocumentSubject subject) => HoursFile.Of(subject);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private string Contact(Speech say, DocumentSubject subject)
    {
        var name = Speech.Name(subject.Facts.Definition.Name);
        var whom = contact is null
            ? say.T($"al referente della comunità {name}", $"to the referent of the community {name}")
            : say.T($"a: {contact}", $"to: {contact}");
        return say.T(
            $"Chi ha domande può rivolgersi {whom}, indicando il numero del documento {subject.Number}.",
            $"Questions go {whom}; please name the document number {subject.Number}.");
    }
}
