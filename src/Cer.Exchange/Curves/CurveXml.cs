using System.Globalization;
using System.Xml;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Exchange.Faults;
using NodaTime;

namespace Cer.Exchange.Curves;

/// <summary>Reads the flows in which distributors tell measures: PDO, PDO2G, RFO, RNO, SMIS.</summary>
/// <remarks>
/// Source: the layout that six public readers of <c>FlussoMisure</c> agree on. Namespaces vary, so only local names are
/// looked at. Whether values are multiplied by Ka is not known: they are taken as they are.
/// </remarks>
internal sealed class CurveXml(CurveTake take, string file)
{
    private readonly List<(CurveElement Element, Quality Quality)> _curves = [];
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private Dictionary<string, (string Text, long Line)> _said = new(StringComparer.Ordinal);
    private int _pending;
    private int _found;

    public void Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            using var xml = XmlReader.Create(stream, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = CurveLimits.FileBytes,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
            });
            var isPlain = Read(xml);
            if (isPlain && _found == 0 && take.Faults.IsEmpty)
                take.Faults.Add(file, 1, "Ea", "no curve", "elements DatiPod with Ea and its E1 to E96");
        }
        catch (Exception broken) when (broken is XmlException or ArgumentException or System.Text.DecoderFallbackException)
        {
            var line = broken is XmlException { LineNumber: > 0 and var at } ? at : 1;
            take.Faults.Add(file, line, "file", "a text that is not XML, has a DTD, or is too large", "a flow of measures");
        }
    }

    private bool Read(XmlReader xml)
    {
        var (name, line, text) = ("", 0L, "");
        while (!take.IsOver && xml.Read())
        {
            if (xml.Depth > CurveLimits.XmlDepth)
            {
                take.Faults.Add(file, LineOf(xml), "file", $"elements within elements, more than {CurveLimits.XmlDepth}",
                    "a flow of measures");
                return false;
            }

            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    (name, line, text) = (xml.LocalName, LineOf(xml), "");
                    if (name == "DatiPod") (_said, _pending) = (new(StringComparer.Ordinal), Clear());
                    else if (name is "Misura" or "Curva") Forget();
                    else if (name == "Ea") _curves.Add((new(xml, line), default));
                    if (xml.IsEmptyElement) name = "";
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    if (text.Length < 100) text += xml.Value.Length > 100 ? xml.Value[..100] : xml.Value;
                    break;
                case XmlNodeType.EndElement:
                    if (xml.LocalName == name) Say(name, text.Trim(), line);
                    name = "";
                    if (xml.LocalName is "Misura" or "Curva" or "DatiPod") Settle();
                    if (xml.LocalName == "DatiPod") TakePoint();
                    break;
            }
        }

        return true;
    }

    // What a measure says of itself is not said of the next.
    private void Forget()
    {
        _said.Remove("TipoDato");
        _said.Remove("Validato");
    }

    private int Clear()
    {
        _curves.Clear();
        return 0;
    }

    private void Say(string name, string text, long line)
    {
        if (name == "Ea" && _curves.Count > 0) _curves[^1].Element.Text = text;
        else if (name is "Pod" or "MeseAnno" or "DataMisura" or "Motivazione" or "TipoDato" or "Ka" or "Validato")
            _said[name] = (text, line);
    }

    /// <summary>The curves since the last measure have the quality that it told.</summary>
    private void Settle()
    {
        var quality = Quality.Measured;
        if (_pending < _curves.Count && _said.TryGetValue("TipoDato", out var kind))
        {
            if (kind.Text == "S") quality = Quality.Estimated;
            else if (kind.Text != "E") Fault(kind.Line, "TipoDato", Quoted.Text(kind.Text), "E (actual) or S (estimated)");
        }

        if (_pending < _curves.Count && _said.TryGetValue("Validato", out var valid) && valid.Text == "N")
        {
            quality = Quality.Estimated;
            Once("Validato", valid.Line,
                "found N: the distributor has not validated these values; they are taken as estimates, and what devices say stands before");
        }

        for (; _pending < _curves.Count; _pending++) _curves[_pending] = (_curves[_pending].Element, quality);
    }

    private void TakePoint()
    {
        if (_curves.Count == 0) return;
        _found += _curves.Count;
        var line = _curves[0].Element.Line;
        // The code found is not repeated: it may be a person's.
        if (!Pod.TryParse(Said("Pod"), CultureInfo.InvariantCulture, out var pod)) Fault(line, "Pod", "no POD", Pod.Form);
        else if (take.Given is { } given && given != pod) Fault(line, "Pod", "another point than the one given", "the file of that point");
        else if (Said("Motivazione") is "3") take.Warn(
            file, _said["Motivazione"].Line, "Motivazione",
                "found 3, a cancellation: these days are not taken in; what they cancel is taken back by undoing its import");
        else TakeCurves(pod);
        _pending = Clear();
    }

    private void TakeCurves(Pod pod)
    {
        var replaces = Said("Motivazione") is "2";
        if (replaces) Once("Motivazione", _said["Motivazione"].Line, "found 2: these values replace earlier ones");
        if (Said("Ka") is { Length: > 0 } ka && CurveText.Energy(ka) != Energy.Micro)
            Once($"Ka {ka}", _said["Ka"].Line, $"found Ka {Quoted.Text(ka)}: the values are taken as they stand, as if it were 1");
        foreach (var (element, quality) in _curves)
        {
            if (take.IsOver) return;
            if (DayOf(element) is not { } day) continue;
            var (quarters, confirm, field, found, expected) = element.Arrange(day);
            if (quarters is null) Fault(element.Line, field, found, expected);
            else
            {
                if (confirm) take.Warn(file, element.Line, "Ea", ClockChange.Sentence(day), confirm: true);
                take.Add(pod, day, quarters, quality, replaces, file, element.Line);
            }
        }
    }

    private LocalDate? DayOf(CurveElement element)
    {
        if (Said("MeseAnno") is { Length: > 0 } month)
        {
            if (!CurveText.TryMonth(month, out var first)) Fault(_said["MeseAnno"].Line, "MeseAnno", Quoted.Text(month),
                "a month as 01/2026");
            else if (int.TryParse(element.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var date)
                && CurveText.TryDay(first.Year, first.Month, date, out var day)) return day;
            else Fault(element.Line, "Ea", Quoted.Text(element.Text), "a day of the month");
        }
        else if (CurveText.TryDay(Said("DataMisura"), out var day)) return day;
        else Fault(element.Line, "DataMisura", Quoted.Text(Said("DataMisura") ?? ""), $"{CurveText.DayForm}, or MeseAnno");
        return null;
    }

    private string? Said(string name) => _said.TryGetValue(name, out var said) ? said.Text : null;

    private void Once(string key, long line, string sentence)
    {
        if (_told.Count < 100 && _told.Add(key)) take.Warn(file, line, key.Split(' ')[0], sentence);
    }

    private void Fault(long line, string field, string found, string expected) => take.Faults.Add(file, line, field, found, expected);

    private static long LineOf(XmlReader xml) => ((IXmlLineInfo)xml).LineNumber;
}
