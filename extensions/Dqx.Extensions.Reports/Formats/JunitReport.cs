using System.Globalization;
using System.Text;
using System.Xml;

namespace Dqx.Extensions.Reports.Formats;

/// <summary>JUnit XML: a test suite for the suite, a test case for every assertion.</summary>
/// <remarks>What the schemas of Jenkins take (junit-4 to junit-10 of its xUnit plug-in), older readers included: no element has an attribute that they do not know.</remarks>
internal static class JunitReport
{
    private const char Unknown = '\uFFFD';

    public static ReadOnlyMemory<byte> Of(SuiteRun run)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize }))
        {
            xml.WriteStartElement("testsuites");
            Totals(xml, run);
            xml.WriteStartElement("testsuite");
            Totals(xml, run);
            xml.WriteAttributeString("skipped", Number(run.Summary.Skipped + run.Summary.Muted));
            xml.WriteAttributeString("timestamp", run.StartedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
            Properties(xml, run);
            foreach (var result in run.Results)
            {
                Case(xml, run, result);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static void Totals(XmlWriter xml, SuiteRun run)
    {
        xml.WriteAttributeString("name", Clean(Text.Line(run.Suite)));
        xml.WriteAttributeString("tests", Number(run.Summary.Assertions));
        xml.WriteAttributeString("failures", Number(run.Summary.Failed));
        xml.WriteAttributeString("errors", Number(run.Summary.Errors));
        xml.WriteAttributeString("time", run.Duration.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture));
    }

    private static void Properties(XmlWriter xml, SuiteRun run)
    {
        xml.WriteStartElement("properties");
        Property(xml, "run_id", run.RunId.ToString());
        Property(xml, "date", run.Key.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        foreach (var (name, value) in run.Key.Tags)
        {
            Property(xml, $"key.{name}", value);
        }

        foreach (var (name, value) in run.Labels)
        {
            Property(xml, $"label.{name}", value);
        }

        foreach (var dataset in run.Datasets)
        {
            Property(xml, "dataset", dataset);
        }

        xml.WriteEndElement();
    }

    private static void Property(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", Clean(name));
        xml.WriteAttributeString("value", Clean(value));
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, SuiteRun run, AssertionResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Clean(Outcome.Name(result)));
        xml.WriteAttributeString("classname", $"{ClassPart(run.Suite)}.{ClassPart(result.Check)}");
        // One scan measures many: no assertion has a time of its own.
        xml.WriteAttributeString("time", "0");
        if (result.IsFailure || result.IsError)
        {
            xml.WriteStartElement(result.IsError ? "error" : "failure");
            xml.WriteAttributeString("message", Clean(Outcome.Reason(result)));
            xml.WriteAttributeString("type", result.IsError ? result.ErrorKind?.ToString().ToLowerInvariant() ?? "error" : result.Severity.ToString());
            xml.WriteString(Clean(string.Join('\n', Details(result))));
            xml.WriteEndElement();
        }
        else if (result.Status != AssertionStatus.Passed)
        {
            xml.WriteElementString("skipped", Clean(result.Muted && result.Status != AssertionStatus.Skipped ? $"muted: {Outcome.Reason(result)}" : Outcome.Reason(result)));
        }

        xml.WriteEndElement();
    }

    private static IEnumerable<string> Details(AssertionResult result)
    {
        yield return Text.Line(result.Expression);
        yield return Outcome.Reason(result);
        yield return $"severity {result.Severity}";
        if (result.Tags.Length > 0)
        {
            yield return $"tags {Text.Line(string.Join(", ", result.Tags))}";
        }

        foreach (var name in result.Meta.Keys)
        {
            yield return $"{Text.Line(name)}: {Text.Line(result.Meta.Text(name) ?? "")}";
        }
    }

    /// <summary>A dot would divide the name into packages.</summary>
    private static string ClassPart(string name) => Clean(Text.Line(name)).Replace('.', '_');

    /// <summary>Without the characters that XML cannot hold in any form, and halves of others.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value is '\t' or '\n' or >= 0x20 and not (0xFFFE or 0xFFFF) ? rune.ToString() : Unknown);
        }

        return clean.ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
