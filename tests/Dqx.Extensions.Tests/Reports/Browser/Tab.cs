using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dqx.Extensions.Tests.Reports.Browser;

/// <summary>A page in the browser, used as a person does: with keys and a mouse.</summary>
internal sealed class Tab
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly DevTools _tools;
    private readonly string _session;

    private Tab(DevTools tools, string session)
    {
        _tools = tools;
        _session = session;
        tools.Listen(session, Heard);
    }

    /// <summary>Errors and warnings on the console, exceptions, dialogs, and what was blocked.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    /// <summary>The addresses that the page asked for, its own included.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public static async Task<Tab> OpenAsync(DevTools tools, Uri address, string scheme)
    {
        var target = (await tools.CallAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank", ["newWindow"] = true, ["width"] = 1280, ["height"] = 1000 })).GetProperty("targetId").GetString();
        var session = (await tools.CallAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target, ["flatten"] = true })).GetProperty("sessionId").GetString();
        var tab = new Tab(tools, session ?? throw new InvalidOperationException("There is no session."));
        foreach (var domain in (string[])["Page", "Runtime", "Log", "Network"])
        {
            await tab.CallAsync($"{domain}.enable");
        }

        await tab.PreferAsync(scheme);
        await tab.CallAsync("Page.navigate", new JsonObject { ["url"] = address.AbsoluteUri });
        await tab.UntilAsync("document.documentElement?.hasAttribute('data-ready') === true && document.readyState === 'complete'");
        return tab;
    }

    public Task<JsonElement> CallAsync(string method, JsonObject? parameters = null) => _tools.CallAsync(method, parameters, _session);

    /// <summary>The system's theme.</summary>
    public Task PreferAsync(string scheme)
        => CallAsync("Emulation.setEmulatedMedia", new JsonObject { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }) });

    /// <summary>The value of an expression in the page.</summary>
    public async Task<T?> ValueAsync<T>(string expression)
    {
        var answer = await CallAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        answer.TryGetProperty("exceptionDetails", out var thrown).ShouldBeFalse($"{expression}: {thrown}");
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value.Deserialize<T>() : default;
    }

    /// <summary>The texts of all elements that a selector finds.</summary>
    public async Task<string[]> TextsAsync(string selector)
        => await ValueAsync<string[]>($"[...document.querySelectorAll({Quoted(selector)})].map(element => element.innerText.trim())") ?? [];

    /// <summary>Waits until an expression is true.</summary>
    public async Task UntilAsync(string expression)
    {
        var begin = Stopwatch.GetTimestamp();
        while (!await ValueAsync<bool>(expression))
        {
            Stopwatch.GetElapsedTime(begin).ShouldBeLessThan(s_patience, $"{expression} does not become true; {string.Join("; ", Complaints)}");
            await Task.Delay(10);
        }
    }

    /// <summary>Presses the mouse where the first element that a selector finds is seen.</summary>
    public async Task ClickAsync(string selector)
    {
        var at = await ValueAsync<double[]>($"(() => {{ const element = document.querySelector({Quoted(selector)}); element.scrollIntoView({{ block: 'center' }}); const box = element.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }})()")
            ?? throw new InvalidOperationException($"{selector} is not there.");
        foreach (var type in (string[])["mousePressed", "mouseReleased"])
        {
            await CallAsync("Input.dispatchMouseEvent", new JsonObject { ["type"] = type, ["x"] = at[0], ["y"] = at[1], ["button"] = "left", ["clickCount"] = 1 });
        }
    }

    /// <summary>Presses a key: <c>Tab</c>, <c>Enter</c>, <c>Space</c>.</summary>
    public async Task PressAsync(string key)
    {
        var (name, code, text) = key switch
        {
            "Enter" => ("Enter", 13, "\r"),
            "Space" => (" ", 32, " "),
            _ => (key, 9, ""),
        };
        var press = new JsonObject { ["type"] = text.Length > 0 ? "keyDown" : "rawKeyDown", ["key"] = name, ["code"] = key, ["windowsVirtualKeyCode"] = code, ["text"] = text };
        await CallAsync("Input.dispatchKeyEvent", press);
        await CallAsync("Input.dispatchKeyEvent", new JsonObject { ["type"] = "keyUp", ["key"] = name, ["code"] = key, ["windowsVirtualKeyCode"] = code });
    }

    public Task TypeAsync(string text) => CallAsync("Input.insertText", new JsonObject { ["text"] = text });

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private void Heard(string name, JsonElement parameters)
    {
        switch (name)
        {
            case "Network.requestWillBeSent":
                Requests.Enqueue(parameters.GetProperty("request").GetProperty("url").GetString() ?? "");
                break;
            case "Runtime.exceptionThrown" or "Page.javascriptDialogOpening" or "Log.entryAdded" or "Runtime.consoleAPICalled":
                Complaints.Enqueue($"{name}: {parameters}");
                break;
        }
    }
}
