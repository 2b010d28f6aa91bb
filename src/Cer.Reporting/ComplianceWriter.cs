using System.Text.Encodings.Web;
using System.Text.Unicode;
using Cer.Operations.Documents;
using Cer.Operations.Submitting;
using Cer.Reporting.Templates;
using Cer.Reporting.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cer.Reporting;

/// <summary>Writes the compliance report from its Razor template; every value goes through the template's encoding.</summary>
public sealed class ComplianceWriter : IComplianceWriter, IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    public async Task<string> HtmlAsync(ComplianceFacts facts, DocumentLanguage language)
    {
        var parameters = new Dictionary<string, object?> { ["Facts"] = facts, ["Say"] = new Speech(language) };
        await using var renderer = new HtmlRenderer(_services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<Compliance>(ParameterView.FromDictionary(parameters));
            return page.ToHtmlString();
        });
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
