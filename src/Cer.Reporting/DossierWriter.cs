using System.Text.Encodings.Web;
using System.Text.Unicode;
using Cer.Operations.Reconciling;
using Cer.Reporting.Templates;
using Cer.Reporting.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cer.Reporting;

/// <summary>Writes what is asked of GSE about a difference, from a Razor template.</summary>
/// <param name="contact">Whom to ask; the community's referent when null.</param>
public sealed class DossierWriter(string? contact) : IDossierWriter, IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    public async Task<string> HtmlAsync(DossierSubject subject)
    {
        var parameters = new Dictionary<string, object?>
        {
            ["Subject"] = subject,
            ["Say"] = new Speech(subject.Language),
            ["Contact"] = contact,
        };
        await using var renderer = new HtmlRenderer(_services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<Dossier>(ParameterView.FromDictionary(parameters));
            return page.ToHtmlString();
        });
    }

    public byte[] Data(DossierSubject subject) => DossierFile.Of(subject);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
