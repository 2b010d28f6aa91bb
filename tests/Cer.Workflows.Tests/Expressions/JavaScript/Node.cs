using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Cer.Workflows.Tests.Expressions.JavaScript;

/// <summary>What Node makes of scripts: one process for many.</summary>
internal static class Node
{
    /// <summary>Each script becomes its value as JSON with the numbers and texts told apart, or "error".</summary>
    private const string Runner =
        """
        const vm = require('vm');
        const show = v => v === undefined ? 'undefined' : typeof v === 'number' ? (Object.is(v, -0) ? '-0' : String(v))
          : typeof v === 'string' ? JSON.stringify(v) : v === null || typeof v === 'boolean' ? String(v)
          : typeof v === 'function' ? 'function'
          : Object.prototype.toString.call(v) === '[object Date]' ? 'date ' + v.getTime()
          : Object.prototype.toString.call(v) === '[object RegExp]' ? String(v)
          : Array.isArray(v) ? '[' + Array.from(v, show).join(',') + ']'
          : Object.prototype.toString.call(v) === '[object Map]'
            ? 'map[' + Array.from(v, ([k, x]) => show(k) + ':' + show(x)).join(',') + ']'
          : Object.prototype.toString.call(v) === '[object Set]' ? 'set[' + Array.from(v, show).join(',') + ']'
          : Object.prototype.toString.call(v) === '[object Error]' ? v.name + ': ' + v.message
          : '{' + Object.keys(v).map(k => JSON.stringify(k) + ':' + show(v[k])).join(',') + '}';
        let text = '';
        process.stdin.on('data', d => text += d).on('end', () => {
          const out = JSON.parse(text).map(s => {
            try { return show(vm.runInNewContext(s, {}, { timeout: 2000 })); } catch (e) { return 'error ' + (e && e.name || typeof e); }
          });
          process.stdout.write(JSON.stringify(out));
        });
        """;

    public static string[] Run(IReadOnlyList<string> scripts)
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            ArgumentList = { "-e", Runner },
            Environment = { ["TZ"] = "UTC", ["LANG"] = "en_US.UTF-8" },
        };
        using var node = Process.Start(start)!;
        node.StandardInput.Write(JsonSerializer.Serialize(scripts));
        node.StandardInput.Close();
        var said = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return JsonSerializer.Deserialize<string[]>(said)!;
    }
}
