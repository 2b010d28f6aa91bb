using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Cer.Host.Sandbox;

/// <summary>The page of the sandbox: what it is, and what was taken.</summary>
internal static class SandboxPage
{
    public static IResult Of(IReadOnlyList<SandboxPackage> packages, SandboxPlan plan)
    {
        var page = new StringBuilder()
            .Append("<!doctype html><html lang=\"it\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<title>Sandbox: NON è il GSE</title><style>")
            .Append("body{font:1rem/1.5 system-ui;margin:0;color:#1a1a1a;background:#fff}")
            .Append("header{background:#7a1f00;color:#fff;padding:1rem}main{padding:1rem;overflow-x:auto}")
            .Append("table{border-collapse:collapse}")
            .Append("th,td{text-align:left;padding:.3rem .8rem;border-bottom:1px solid #bbb}</style></head>")
            .Append("<body><header><h1>Sandbox di CerAutomation</h1><p><strong>")
            .Append(Text(SandboxWords.Notice)).Append("</strong></p></header>")
            .Append("<main><p>Descrizione dell’interfaccia: <a href=\"openapi.json\">openapi.json</a>. ")
            .Append(string.Create(
                CultureInfo.InvariantCulture, $"Guasti: {plan.Percent} chiamate su 100, {plan.Script?.Count ?? 0} in lista.</p>"));
        if (packages.Count == 0) page.Append("<p>Nessun pacchetto è arrivato.</p>");
        else
        {
            page.Append("<table><caption>Pacchetti arrivati</caption><thead><tr><th>Chiave</th><th>Stato</th><th>Protocollo</th>")
                .Append("<th>Ripetuto</th><th>Chiesto</th><th>File</th></tr></thead><tbody>");
            foreach (var one in packages)
                page.Append("<tr><td>").AppendJoin(
                    "</td><td>",
                    new[]
                    {
                        one.Key, one.State, one.State == "pending" ? "" : one.Protocol,
                        one.Repeated.ToString(CultureInfo.InvariantCulture),
                        one.Asked.ToString(CultureInfo.InvariantCulture), one.Files.Count.ToString(CultureInfo.InvariantCulture),
                    }.Select(Text)).Append("</td></tr>");
            page.Append("</tbody></table>");
        }

        return TypedResults.Content(page.Append("</main></body></html>").ToString(), "text/html", Encoding.UTF8);
    }

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
